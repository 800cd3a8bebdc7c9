import './theme.css';
import './components/cb-app/cb-app';
